import type { ZodType } from 'zod';

import { isObject } from '../item';

/** One thing that is wrong with a payload. `path` is dotted, empty for the payload as a whole. */
export interface Problem extends Record<string, string> {
	path: string;
	message: string;
}

/** A long list that is wrong throughout has as many problems as entries; nobody reads them all. */
const MOST_PROBLEMS = 100;

/** What is wrong with `body` by `schema`; an empty list when it is as documented. At most the first 100. */
export function problemsOf(schema: ZodType, body: unknown): Problem[] {
	if (body === undefined) return [{ path: '', message: 'The body is not JSON' }];
	const result = schema.safeParse(body);
	if (result.success) {
		return isObject(body) ? [] : [{ path: '', message: 'The body is not a JSON object' }];
	}
	return result.error.issues
		.slice(0, MOST_PROBLEMS)
		.map(({ path, message }) => ({ path: path.join('.'), message }));
}
