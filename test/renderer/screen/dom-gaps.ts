/** In px: what a region shows at once, and a row of a virtual list. */
const REGION = 800
const ROW = 50

/**
 * Gives a page what happy-dom has not and the screen asks for. Sizes: happy-dom lays nothing out; without a height no row of a
 * virtual list is in sight, and without a place on the page Mantine hides a menu. Fonts: Mantine's text area measures itself
 * again when they have loaded. Returns how to undo it.
 */
export function fillDomGaps(): () => void {
  const isPage = (element: HTMLElement): boolean => element === document.documentElement
  const undo = [
    replace(HTMLElement.prototype, 'clientHeight', (element) =>
      isPage(element) ? window.innerHeight : element.hasAttribute('data-scroll') ? REGION : 0,
    ),
    replace(HTMLElement.prototype, 'clientWidth', (element) => (isPage(element) ? window.innerWidth : 0)),
    replace(HTMLElement.prototype, 'offsetHeight', (element) => (element.hasAttribute('data-index') ? ROW : 0)),
    replace(Element.prototype, 'getBoundingClientRect', () => () => new DOMRect(10, 10, 100, 20)),
    replace(document, 'fonts', () => new EventTarget() as FontFaceSet),
  ]
  return () => {
    for (const one of undo) one()
  }
}

function replace<T extends object, K extends keyof T>(target: T, name: K, read: (self: T) => T[K]): () => void {
  const before = Object.getOwnPropertyDescriptor(target, name)
  Object.defineProperty(target, name, {
    configurable: true,
    get(this: T) {
      return read(this)
    },
  })
  return () => {
    if (before) Object.defineProperty(target, name, before)
    else Reflect.deleteProperty(target, name)
  }
}
