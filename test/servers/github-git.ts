import type { DescribedCall, Json } from "./described-host.ts";
import type { GitStore, TreeChange } from "./git-store.ts";
import type { HostAnswer } from "./host-double.ts";

/**
 * GitHub's git data API over a store: https://docs.github.com/en/rest/git. Branches move forward only, unless forced,
 * and a new one must not exist.
 */
export function answerGit(
  { git, readOnly }: { readonly git: GitStore; readonly readOnly: boolean },
  { operation, body, reply }: DescribedCall,
): HostAnswer {
  const { parameters } = operation;
  const like = (status: number, over: Json) => ({ ...(operation.example(status) as Json), ...over });
  const missing = () =>
    reply(404, { message: "Not Found", documentation_url: "https://docs.github.com/rest", status: "404" });
  const invalid = (message: string) => reply(422, { message, documentation_url: "https://docs.github.com/rest" });
  const toRef = (status: number, ref: string) => {
    const object = { ...(like(status, {})["object"] as Json), sha: git.refs.get(ref)! };
    return reply(status, like(status, { ref: `refs/${ref}`, object }));
  };
  const writes = !/^git\/(?:get|list)/.test(operation.id);
  if (writes && readOnly)
    return reply(
      403,
      { message: "Resource not accessible by integration", documentation_url: "https://docs.github.com/rest" },
      { "X-Accepted-GitHub-Permissions": "contents=write" },
    );
  switch (operation.id) {
    case "git/get-ref":
      return git.refs.has(parameters["ref"]!) ? toRef(200, parameters["ref"]!) : missing();
    case "git/create-ref": {
      const ref = String(body!["ref"]).replace(/^refs\//, "");
      if (git.refs.has(ref)) return invalid("Reference already exists");
      if (!git.commits.has(String(body!["sha"]))) return invalid("Object does not exist");
      git.refs.set(ref, String(body!["sha"]));
      return toRef(201, ref);
    }
    case "git/update-ref": {
      const [ref, sha] = [parameters["ref"]!, String(body!["sha"])];
      const now = git.refs.get(ref);
      if (now === undefined) return invalid("Reference does not exist");
      if (body!["force"] !== true && !git.descends(sha, now)) return invalid("Update is not a fast forward");
      git.refs.set(ref, sha);
      return toRef(200, ref);
    }
    case "git/get-commit": {
      const found = git.commits.get(parameters["commit_sha"]!);
      if (found === undefined) return missing();
      const tree = { ...(like(200, {})["tree"] as Json), sha: found.tree };
      return reply(200, like(200, { sha: parameters["commit_sha"], tree }));
    }
    case "git/create-commit": {
      const made = { tree: String(body!["tree"]), message: String(body!["message"]) };
      const parents = (body!["parents"] ?? []) as string[];
      if (!git.trees.has(made.tree) || !parents.every((one) => git.commits.has(one)))
        return invalid("Tree SHA does not exist");
      return reply(201, like(201, { sha: git.addCommit({ ...made, parents }) }));
    }
    case "git/get-tree": {
      const found = git.trees.get(parameters["tree_sha"]!);
      if (found === undefined) return missing();
      return reply(200, like(200, { sha: parameters["tree_sha"], tree: found, truncated: false }));
    }
    case "git/create-tree": {
      const sha = git.addTree(body!["base_tree"] as string | undefined, body!["tree"] as TreeChange[]);
      return sha === undefined
        ? invalid("GitRPC::BadObjectState")
        : reply(201, like(201, { sha, tree: git.trees.get(sha), truncated: false }));
    }
    case "git/create-blob": {
      if (body!["encoding"] !== "base64") return invalid("this double takes base64 only");
      const sha = git.addBlob(Buffer.from(String(body!["content"]), "base64"));
      return reply(201, like(201, { sha, url: `https://api.github.com/git/blobs/${sha}` }));
    }
    default:
      throw new Error(`${operation.id} is not in the double`);
  }
}
