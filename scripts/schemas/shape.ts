import * as zod from 'zod/v4';

/** What the operations of a node answer, by resource and operation: `draft/create`. Empty for a node without these. */
export type Answers = Readonly<Record<string, zod.ZodType>>;

export const text = zod.string();
export const number = zod.number();
export const flag = zod.boolean();

/** An object of which nobody can know the fields. */
export const anything = zod.record(zod.string(), zod.unknown());

/** An object with these fields and no others; any of them may be missing. */
export function only(shape: zod.ZodRawShape): zod.ZodType {
	return zod.strictObject(shape).partial();
}

/** An object with these fields, any of which may be missing, and with others that its vendor does not document. */
export function atLeast(shape: zod.ZodRawShape): zod.ZodType {
	return zod.looseObject(shape).partial();
}

export function listOf(entry: zod.ZodType): zod.ZodType {
	return zod.array(entry);
}

/** One of two; the editor shows the first. */
export function either(first: zod.ZodType, second: zod.ZodType): zod.ZodType {
	return zod.union([first, second]);
}

export function orNull(value: zod.ZodType): zod.ZodType {
	return value.nullable();
}

/** What Delete gives, whatever the server answers. */
export const deleted = only({ deleted: flag });
