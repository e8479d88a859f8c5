"""What keeps somebody out of a page: axe's rules, all that it runs by itself, and half of the work they are.

Two thirds of it were colours. How a colour is written was read anew for each word on the page, and axe keeps
the parts of a colour in WeakMaps, which are slow to make and slow to clear away.
"""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# For WeakMap and WeakSet: what is said of a thing stands in the thing itself, under a name nobody else has.
PARTS = """
class Parts {
    #name = Symbol();
    has(thing) { return Object.hasOwn(thing, this.#name); }
    get(thing) { return thing?.[this.#name]; }
    set(thing, value) { thing[this.#name] = value; return this; }
    add(thing) { return this.set(thing, true); }
}
"""
# What is written the same is the same colour. What cannot be read is read again: axe says so each time.
COLOURS = """
const known = new Map(), colour = axe.commons.color.Color.prototype, read = colour.parseString;
colour.parseString = function (text) {
    if (!known.has(text)) {
        read.call(this, text);
        known.set(text, [this.r, this.g, this.b, this.alpha]);
    }
    [this.r, this.g, this.b, this.alpha] = known.get(text);
    return this;
};
"""
# The places are told by selectors: their HTML is not wanted.
QUICK_AXE = f"""(() => {{
    {PARTS}
    ((WeakMap, WeakSet) => {{ {AXE_SCRIPT} }})(Parts, Parts);
    {COLOURS}
    axe.configure({{ noHtml: true }});
}})()"""
# It may not fetch the style sheets itself: it looks for nested ones in the wrong place, and no rule of it
# needs them.
LOOK = """axe.run({ preload: false, resultTypes: ["violations"] }).then(found => found.violations.map(
    ({ id, help, nodes }) => {
        const places = nodes.slice(0, 4).map(node => node.target[0]);
        return `${id} (${help}): ${places.join(" | ")}`;
    }
))"""


def barriers(page: Page) -> str:
    """What axe finds on the page, a line for each rule with the places; empty for nothing."""
    page.evaluate(QUICK_AXE)
    return "\n".join(page.evaluate(LOOK))
