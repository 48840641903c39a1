# The formula of the tap, as the release fills it in: version, address and checksum come from the npm package.
class Dashpreview < Formula
  desc "See a Grafana dashboard with data before you merge it"
  homepage "https://github.com/OWNER/dashpreview"
  url "https://registry.npmjs.org/dashpreview/-/dashpreview-VERSION.tgz"
  sha256 "SHA256"
  license "Apache-2.0"

  depends_on "node"

  def install
    system "npm", "install", *std_npm_args
    bin.install_symlink libexec.glob("bin/*")
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/dashpreview --version")
    (testpath/"a.json").write '{"title":"A","panels":[]}'
    system bin/"dashpreview", "validate", "a.json"
  end
end
