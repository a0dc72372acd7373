"""Pages in Chromium: what runs on them that must not, and their skeleton."""

CHROMIUM = "/usr/bin/chromium"

# Tags, their attributes by name and their classes by value; no text. What Markdown gives is looked at apart.
SKELETON = r"""() => {
  const prose = [];
  const skeleton = (node) => {
    const attributes = node.getAttributeNames().sort().map((name) => name === "class" ? "." + node.getAttribute("class") : name);
    const isProse = node.classList.contains("prose");
    if (isProse) prose.push(...[...node.querySelectorAll("*")].map((e) => e.localName + " " + e.getAttributeNames().sort().join(" ")));
    // How many blocks of the search there are goes by the size of the texts.
    return isProse || /\/search\//.test(node.src) ? "" : `${node.localName}[${attributes}](${[...node.children].map(skeleton).join("")})`;
  };
  const links = [...document.querySelectorAll("a, area, form, link, script, img, iframe")]
    .map((e) => e.href?.baseVal ?? e.href ?? e.src ?? e.action).filter(Boolean);
  return { skeleton: skeleton(document.documentElement), prose, links };
}"""
SIGNATURES = """async (texts) => {
  const input = document.querySelector(".find input"), found = document.querySelector(".found"), all = new Set();
  let rows = 0;
  for (const text of texts) {
    input.value = text;
    input.dispatchEvent(new Event("input"));
    await rollcall.find(input.value, 200, () => {});
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve));
    for (const e of found.querySelectorAll("*")) all.add(e.localName + " " + e.getAttributeNames().sort().join(" "));
    rows += found.querySelectorAll("li").length;
  }
  return { signatures: [...all].sort(), rows };
}"""


class Tab:
    """A page that notes dialogs, refusals of the policy, errors and requests that leave the report."""

    def __init__(self, browser, folder, policy):
        self.context = browser.new_context(bypass_csp=not policy)
        self.page = self.context.new_page()
        self.root = folder.as_uri() + "/"
        self.wrong = []
        self.page.on("dialog", self._dialog)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("console", lambda m: m.type == "error" and self.wrong.append(f"console: {m.text}"))
        self.page.on("request", self._request)
        self.context.on("page", lambda page: page != self.page and self.wrong.append("a window was opened"))

    def _dialog(self, dialog):
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request):
        if not request.url.startswith(self.root):
            self.wrong.append(f"request: {request.url}")

    def open(self, path):
        self.page.goto(self.root + path)
        found = self.page.evaluate(SKELETON)
        return found

    def close(self):
        self.context.close()
