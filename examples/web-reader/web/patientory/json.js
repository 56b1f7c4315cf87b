import { MalformedError } from './errors.js';

// Our formats have whole numbers only, and these one spelling: 1.0, 1e0 and -0 are refused.
const NUMBER = /(?:0|-?[1-9][0-9]*)(?![.eE0-9])/y;
// JSON's strings: no raw control characters, only its own escapes.
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SPACE = /[ \t\n\r]*/y;
const DEPTH = 8;

/** JSON.parse keeps the last of two members of one name; our formats refuse such an object. */
class Parser {
  constructor(source, place) {
    this.source = source;
    this.place = place;
    this.at = 0;
  }

  fail(reason) {
    throw new MalformedError(this.place, `${reason} at ${this.at}`);
  }

  match(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source);
    if (found === null) {
      this.fail('not JSON');
    }
    this.at += found[0].length;
    return found[0];
  }

  skip(character) {
    this.match(SPACE);
    if (this.source[this.at] !== character) {
      return false;
    }
    this.at++;
    return true;
  }

  expect(character) {
    return this.skip(character) || this.fail(`no '${character}'`);
  }

  value(depth) {
    if (depth > DEPTH) {
      this.fail('nested too deeply');
    }
    if (this.skip('{')) {
      return this.object(depth);
    }
    if (this.skip('[')) {
      return this.array(depth);
    }
    for (const [word, value] of [['true', true], ['false', false], ['null', null]]) {
      if (this.source.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.source[this.at] === '"' ? this.string() : JSON.parse(this.match(NUMBER));
  }

  string() {
    this.match(SPACE);
    const value = JSON.parse(this.match(STRING));
    return /\p{Cs}/u.test(value) ? this.fail('half a character') : value;
  }

  object(depth) {
    const members = Object.create(null);
    if (this.skip('}')) {
      return members;
    }
    do {
      const name = this.string();
      if (name in members) {
        this.fail(`'${name.slice(0, 40)}' twice`);
      }
      this.expect(':');
      members[name] = this.value(depth + 1);
    } while (this.skip(','));
    this.expect('}');
    return members;
  }

  array(depth) {
    const items = [];
    if (this.skip(']')) {
      return items;
    }
    do {
      items.push(this.value(depth + 1));
    } while (this.skip(','));
    this.expect(']');
    return items;
  }
}

/** Reads one JSON object: no member twice, nothing behind it. */
export function parseObject(source, place) {
  const parser = new Parser(source, place);
  if (!parser.skip('{')) {
    parser.fail('no object');
  }
  const value = parser.object(1);
  parser.match(SPACE);
  return parser.at === source.length ? value : parser.fail('something behind the object');
}

/** RFC 8785 for what our formats hold: strings, whole numbers, arrays, objects. */
export function canonical(value) {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (typeof value === 'object') {
    // The default order of sort() is that of UTF-16 units, as RFC 8785 wants it.
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** Exactly these members, each of the type (`string`, `number`, `object`, `array`) given. */
export function members(value, types, place) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new MalformedError(place, 'no object');
  }
  for (const name of Object.keys(value)) {
    if (!(name in types)) {
      throw new MalformedError(place, `unknown member '${name.slice(0, 40)}'`);
    }
  }
  for (const [name, type] of Object.entries(types)) {
    if (!(name in value)) {
      throw new MalformedError(`${place}.${name}`, 'missing');
    }
    const found = Array.isArray(value[name]) ? 'array' : value[name] === null ? 'null' : typeof value[name];
    if (found !== type) {
      throw new MalformedError(`${place}.${name}`, `${found} instead of ${type}`);
    }
  }
  return value;
}
