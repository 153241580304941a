import { isObject, unknownFields } from './shared/http';

/** What is wrong with a value, to complete "<field> must be …"; undefined when nothing is. */
export type Check = (value: unknown) => string | undefined;

/** The fields of an object; whatever is not named is refused. */
export interface Shape {
	readonly fields: Readonly<Record<string, Check>>;
	readonly required?: readonly string[];
}

export const text: Check = (value) => (typeof value === 'string' ? undefined : 'a text');

export const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'a boolean');

export const unixTime: Check = (value) =>
	Number.isInteger(value) ? undefined : 'a Unix time in seconds';

export const texts: Check = (value) =>
	Array.isArray(value) && value.every((entry) => typeof entry === 'string' && entry !== '')
		? undefined
		: 'a list of texts';

/** A text of at most so many characters. */
export const textUpTo =
	(max: number): Check =>
	(value) =>
		typeof value === 'string' && value.length <= max
			? undefined
			: `a text of at most ${max} characters`;

/** One of the given texts. */
export const oneOf =
	(...accepted: string[]): Check =>
	(value) =>
		accepted.includes(String(value)) ? undefined : `one of ${accepted.join(', ')}`;

/** An object of the given shape. */
export const objectOf =
	(shape: Shape): Check =>
	(value) => {
		const problem = shapeProblem(value, shape);
		return problem && `an object as documented (${problem})`;
	};

/** A list of at most `max` values that all pass the check. */
export const listOf =
	(check: Check, max = Infinity): Check =>
	(value) => {
		if (!Array.isArray(value)) return 'a list';
		if (value.length > max) return `a list of at most ${max}`;
		return value.map(check).find((problem) => problem !== undefined);
	};

/** What is wrong with a value that should have the shape; undefined when nothing is. */
export function shapeProblem(value: unknown, shape: Shape): string | undefined {
	if (!isObject(value)) return 'there is no object';
	const unknown = unknownFields(value, Object.keys(shape.fields));
	if (unknown.length > 0) return `unknown fields: ${unknown.join(', ')}`;
	const missing = (shape.required ?? []).filter((name) => !(name in value));
	if (missing.length > 0) return `${missing.join(', ')} is required`;
	for (const [name, check] of Object.entries(shape.fields)) {
		const problem = name in value ? check(value[name]) : undefined;
		if (problem !== undefined) return `${name} must be ${problem}`;
	}
	return undefined;
}
