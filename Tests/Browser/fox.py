"""What tests do in Firefox, through Mozilla's Marionette."""

import base64

from marionette_driver import By, Wait
from marionette_driver.marionette import ActionSequence

# Gives `done` the CSV that a click on the button gives, in base64.
SAVED = """
const { createObjectURL } = URL, { click } = HTMLAnchorElement.prototype;
URL.createObjectURL = (blob) => {
  const reader = new FileReader();
  reader.onload = () => {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
    done(reader.result.split(",")[1]);
  };
  reader.readAsDataURL(blob);
  return "about:blank";
};
HTMLAnchorElement.prototype.click = () => {};
document.querySelector(".tools button").click();
"""

# Goes to the address of another view of the list that is open.
SET_VIEW = "history.replaceState(0, '', arguments[0]); dispatchEvent(new PopStateEvent('popstate'));"


class Fox:
    def __init__(self, client):
        self.client = client

    def run(self, script, *arguments):
        return self.client.execute_script(script, arguments)

    def wait(self, script):
        Wait(self.client, 60, 0.02).until(lambda _: self.run(script), message=script)

    def open(self, address):
        # The same page with another end of its address would not be loaded anew.
        self.client.navigate("about:blank")
        self.client.navigate(address)

    def texts(self, css):
        return self.run(f"return [...document.querySelectorAll({css!r})].map((e) => e.innerText)")

    def attribute(self, css, name):
        return self.run(f"return document.querySelector({css!r}).getAttribute({name!r})")

    def find(self, css):
        return self.client.find_element(By.CSS_SELECTOR, css)

    def click(self, css):
        self.find(css).click()

    def click_on(self, css, text):
        """The first of these that begins with the text, as soon as it is there."""
        found = f"[...document.querySelectorAll({css!r})].find((e) => e.innerText.trim().startsWith({text!r}))"
        self.wait(f"return {found}")
        self.run(f"return {found}").click()

    def type(self, css, *text):
        self.find(css).send_keys(*text)

    def press(self, key):
        ActionSequence(self.client, "key", "keys").send_keys(key).perform()

    def point(self, css, x, y, touch=False):
        """At a place of an element, from its left edge, or from its right one where it is negative."""
        self.run(f"document.querySelector({css!r}).scrollIntoView({{ block: 'center' }})")
        left, top = self.run(f"""const box = document.querySelector({css!r}).getBoundingClientRect();
          return [Math.round({x} < 0 ? box.right + {x} : box.left + {x}), Math.round(box.top + {y})];""")
        if touch:
            finger = ActionSequence(self.client, "pointer", "finger", {"pointerType": "touch"})
            finger.pointer_move(left, top).pointer_down().pointer_up().perform()
        else:
            ActionSequence(self.client, "pointer", "mouse").pointer_move(left, top).perform()

    # Lists

    def open_list(self, address):
        self.open(address)
        if "?" in address:
            self.wait_for_list()

    def see_list(self, address):
        """Without loading its page anew, which takes far longer than a view."""
        if self.run("return location.href.split('?')[0]") != address.split("?")[0]:
            return self.open_list(address)
        self.run(SET_VIEW, address)
        self.wait_for_list()

    def wait_for_list(self, search=None):
        here = "" if search is None else f"location.search === {search!r} && "
        self.wait(f"return {here}document.querySelector('table[data-list]')?.ariaBusy === 'false'")

    def saved(self):
        return base64.b64decode(self.client.execute_async_script("const [done] = arguments;" + SAVED, script_timeout=60000, sandbox=None))
