import { policy } from '../page/policy.ts';

/** Markup with values in it, as `html` makes it. */
export interface TemplateResult {
  readonly strings: TemplateStringsArray;
  readonly values: readonly unknown[];
}

/** Shows nothing; as an attribute's value, takes the attribute away. */
export const nothing = Symbol();

export const html = (strings: TemplateStringsArray, ...values: unknown[]): TemplateResult => ({ strings, values });

/** Stands in the markup for a value. No template of ours has it in its text. */
const MARK = '\ue000';

/** Where values go: from which value on, in which node, counted through the template; in an attribute, its name and what stands around. */
type Hole = [first: number, node: number, name?: string, around?: string[]];
interface Template {
  content: DocumentFragment;
  holes: Hole[];
}

/** Puts in the values of one drawing, as far as they have changed. */
type Part = (values: readonly unknown[]) => void;

const templates = new WeakMap<TemplateStringsArray, Template>();

const walk = (root: Node) => document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT);

function templateOf(strings: TemplateStringsArray): Template {
  let made = templates.get(strings);
  if (made) return made;
  let inTag = false;
  const text = strings.map((piece, index) => {
    const open = piece.lastIndexOf('<');
    const close = piece.lastIndexOf('>');
    if (open !== close) inTag = open > close;
    return piece + (index > strings.length - 2 ? '' : inTag ? MARK : `<!--${MARK}-->`);
  });
  const element = document.createElement('template');
  // With Trusted Types it is no text, and what is typed as text takes it.
  element.innerHTML = policy ? policy.createHTML(text.join('')) : text.join('');
  const holes: Hole[] = [];
  const nodes = walk(element.content);
  let first = 0;
  for (let at = 0; nodes.nextNode(); at++) {
    const node = nodes.currentNode as Element;
    if (!node.attributes) holes.push([first++, at]);
    else {
      for (const { name, value } of [...node.attributes]) {
        const around = value.split(MARK);
        if (around.length < 2) continue;
        holes.push([first, at, name, around]);
        first += around.length - 1;
        node.removeAttribute(name);
      }
    }
  }
  made = { content: element.content, holes };
  templates.set(strings, made);
  return made;
}

/** What stands in an attribute, a property (`.name`), whether an attribute is there (`?name`), or who hears an event (`@name`). */
function attribute(element: Element, name: string, around: string[], first: number): Part {
  const [kind] = name;
  const own = name.slice(1);
  const end = first + around.length - 1;
  let held: readonly unknown[] | undefined;
  const hear = (event: Event) => {
    const told = held?.[first];
    if (typeof told === 'function') told(event);
  };
  if (kind === '@') element.addEventListener(own, hear);
  return (all) => {
    const before = held;
    held = all;
    let at = first;
    while (before && at < end && all[at] === before[at]) at++;
    if (at === end) return;
    const value = all[first];
    if (kind === '.') (element as unknown as Record<string, unknown>)[own] = value;
    else if (kind === '?') element.toggleAttribute(own, !!value);
    else if (all.slice(first, end).includes(nothing)) element.removeAttribute(name);
    else if (kind !== '@') {
      element.setAttribute(
        name,
        around.reduce((text, piece, index) => `${text}${all[first + index - 1] ?? ''}${piece}`),
      );
    }
  };
}

/** What stands before a mark: a text, a node, another template, or a list of such. */
function child(end: ChildNode): (value: unknown) => void {
  // Never part of what is shown, so that all between the two is.
  const start = end.previousSibling ?? new Comment();
  if (!start.parentNode) end.before(start);
  let held: unknown;
  let text: Text | undefined;
  let parts: { of: TemplateStringsArray; fill: Part } | undefined;
  let items: { end: ChildNode; show: (value: unknown) => void }[] | undefined;
  const clear = () => {
    while (end.previousSibling && end.previousSibling !== start) end.previousSibling.remove();
    text = parts = items = undefined;
  };
  return (value) => {
    if (Array.isArray(value)) {
      if (!items) {
        clear();
        items = [];
      }
      for (const each of value.keys()) {
        if (!items[each]) {
          const mark = new Comment();
          end.before(mark);
          items.push({ end: mark, show: child(mark) });
        }
        items[each]?.show(value[each]);
      }
      // From the end on, since each begins where the one before it ends.
      while (items.length > value.length) {
        const last = items.pop();
        last?.show(nothing);
        last?.end.remove();
      }
    } else if (value !== held) {
      const template = value as TemplateResult | null;
      if (template?.strings) {
        if (parts?.of !== template.strings) {
          clear();
          const { content, fill } = copyOf(template.strings);
          fill(template.values);
          end.before(content);
          parts = { of: template.strings, fill };
        } else parts.fill(template.values);
      } else if (value instanceof Node) {
        clear();
        end.before(value);
      } else {
        const said = value === nothing ? '' : String(value ?? '');
        if (text) text.data = said;
        else {
          clear();
          if (said) {
            text = new Text(said);
            end.before(text);
          }
        }
      }
    }
    held = value;
  };
}

/** A copy of a template's nodes, and what fills it. */
function copyOf(strings: TemplateStringsArray): { content: DocumentFragment; fill: Part } {
  const { content, holes } = templateOf(strings);
  const copy = document.importNode(content, true);
  const nodes = walk(copy);
  let at = -1;
  const parts = holes.map(([first, node, name, around]): Part => {
    while (at < node) {
      nodes.nextNode();
      at++;
    }
    const place = nodes.currentNode as Element;
    if (name && around) return attribute(place, name, around, first);
    const show = child(place);
    return (values) => show(values[first]);
  });
  const fill: Part = (values) => {
    for (const part of parts) part(values);
  };
  return { content: copy, fill };
}

const roots = new WeakMap<Node, (value: unknown) => void>();

/** Shows a value in a node that holds nothing else, and only what has changed since the last time. */
export function render(value: unknown, root: DocumentFragment): void {
  let show = roots.get(root);
  if (!show) {
    const end = new Comment();
    root.append(end);
    show = child(end);
    roots.set(root, show);
  }
  show(value);
}
