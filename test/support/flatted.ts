/**
 * Decodes n8n's stored execution data. It is a JSON array of all values, flattened: the first is the root, and inside
 * an object or array a string is the index of the value that stands there (the format of the `flatted` package).
 */
export function unflatten(text: string): unknown {
	const table = JSON.parse(text) as unknown[];
	const done = new Map<number, unknown>();

	const member = (value: unknown) => (typeof value === 'string' ? at(Number(value)) : value);
	const at = (index: number): unknown => {
		if (done.has(index)) return done.get(index);
		const flat = table[index];
		if (Array.isArray(flat)) {
			const list: unknown[] = [];
			done.set(index, list);
			for (const value of flat) list.push(member(value));
			return list;
		}
		if (typeof flat === 'object' && flat !== null) {
			const object: Record<string, unknown> = {};
			done.set(index, object);
			for (const [key, value] of Object.entries(flat)) object[key] = member(value);
			return object;
		}
		done.set(index, flat);
		return flat;
	};
	return at(0);
}
