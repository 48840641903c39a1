import type { ReviewHost } from "../../ci/hosts/host.ts";
import type { Redactor } from "../../secrets/redactor.ts";

/** A host that gets no secrets: comments, statuses and deployments are redacted on their way out. */
export function redactedHost(host: ReviewHost, { text: clean }: Pick<Redactor, "text">): ReviewHost {
  const { deployments } = host;
  return {
    ...host,
    createComment: (number, body) => host.createComment(number, clean(body)),
    updateComment: (number, id, body) => host.updateComment(number, id, clean(body)),
    setStatus: ({ url, ...report }) =>
      host.setStatus({
        ...report,
        context: clean(report.context),
        description: clean(report.description),
        ...(url === undefined ? {} : { url: clean(url) }),
      }),
    ...(deployments === undefined
      ? {}
      : {
          deployments: {
            create: (deployment) => deployments.create({ ...deployment, url: clean(deployment.url) }),
            remove: (environment) => deployments.remove(environment),
          },
        }),
  };
}
