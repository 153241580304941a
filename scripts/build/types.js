/** Shorter texts cost less than a reference to them. */
const SHORTEST_SHARED = 60;

/** The texts of values, with what stands in several of them kept once. */
class TextPool {
	#counts = new Map();
	#indexes = new Map();
	#entries = [];

	/** @param values whose parts are to be shared */
	constructor(values) {
		for (const value of values) this.#count(plain(value));
	}

	#count(value) {
		if (!isObject(value)) return;
		const text = JSON.stringify(value);
		const count = (this.#counts.get(text) ?? 0) + 1;
		this.#counts.set(text, count);
		if (count === 1) Object.values(value).forEach((part) => this.#count(part));
	}

	/** Keeps a value; `textAt` of the script gives its JSON for the index that this returns. */
	add(value) {
		const text = JSON.stringify(value);
		const known = this.#indexes.get(text);
		if (known !== undefined) return known;
		const pieces = [''];
		const write = (piece) => {
			if (typeof piece === 'string' && typeof pieces.at(-1) === 'string') {
				pieces[pieces.length - 1] += piece;
			} else pieces.push(piece);
		};
		this.#writeParts(plain(value), write);
		const index = this.#entries.push(pieces.filter((piece) => piece !== '')) - 1;
		this.#indexes.set(text, index);
		return index;
	}

	#write(value, write) {
		const text = JSON.stringify(value);
		const isShared = text.length >= SHORTEST_SHARED && (this.#counts.get(text) ?? 0) > 1;
		if (isObject(value) && isShared) write(this.add(value));
		else this.#writeParts(value, write);
	}

	#writeParts(value, write) {
		if (!isObject(value)) {
			write(JSON.stringify(value));
			return;
		}
		const isList = Array.isArray(value);
		write(isList ? '[' : '{');
		Object.entries(value).forEach(([key, part], place) => {
			if (place > 0) write(',');
			if (!isList) write(`${JSON.stringify(key)}:`);
			this.#write(part, write);
		});
		write(isList ? ']' : '}');
	}

	/** The script that holds all texts that were kept, and puts them together. */
	script() {
		const entries = this.#entries.map(
			(pieces) =>
				`[${pieces.map((piece) => (typeof piece === 'string' ? quoted(piece) : piece)).join(',')}]`,
		);
		return `"use strict";
const entries = [
${entries.join(',\n')},
];
const textAt = (index) =>
	entries[index].map((piece) => (typeof piece === "string" ? piece : textAt(piece))).join("");
exports.textAt = textAt;
`;
	}
}

/** The value as it comes back from its JSON. */
function plain(value) {
	return JSON.parse(JSON.stringify(value));
}

function isObject(value) {
	return typeof value === 'object' && value !== null;
}

function quoted(text) {
	return `\`${text.replace(/[\\`]|\$\{/g, '\\$&')}\``;
}

/**
 * The file of a type: a class with the type's data, and functions that load the type's code when they are called.
 *
 * @param name of the class
 * @param made an instance of the class
 * @param pool keeps the data
 * @param code what the file requires for its functions
 * @param texts what the file requires for its data
 */
function typeFile({ name, made, pool, code, texts }) {
	const own = Object.entries(made)
		.filter(([, value]) => value !== undefined)
		.map(([key, value]) => `\t${key} = ${literal(value, [key], pool)};`);
	const inherited = Object.getOwnPropertyNames(Object.getPrototypeOf(made))
		.filter((key) => key !== 'constructor')
		.map(
			(key) => `\t${key}(...args) {\n\t\treturn call(this, args, [${JSON.stringify(key)}]);\n\t}`,
		);
	return `"use strict";
const { textAt } = require("${texts}");
let made;
const call = (self, args, path) => {
	made ??= new (require("${code}").${name})();
	return path.reduce((value, key) => value[key], made).apply(self, args);
};
exports.${name} = class ${name} {
${[...own, ...inherited].join('\n')}
};
`;
}

/** The value as JavaScript. */
function literal(value, path, pool) {
	if (typeof value === 'function') {
		return `function (...args) { return call(this, args, ${JSON.stringify(path)}); }`;
	}
	if (!hasFunctions(value)) {
		const text = JSON.stringify(value);
		return isObject(value) && text.length >= SHORTEST_SHARED
			? `JSON.parse(textAt(${pool.add(value)}))`
			: text;
	}
	const parts = Object.entries(value)
		.filter(([, part]) => part !== undefined)
		.map(([key, part]) => [key, literal(part, [...path, key], pool)]);
	return Array.isArray(value)
		? `[${parts.map(([, text]) => text).join(', ')}]`
		: `{ ${parts.map(([key, text]) => `${JSON.stringify(key)}: ${text}`).join(', ')} }`;
}

function hasFunctions(value) {
	if (typeof value === 'function') return true;
	return isObject(value) && Object.values(value).some(hasFunctions);
}

module.exports = { TextPool, typeFile };
