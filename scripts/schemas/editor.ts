import * as zod from 'zod/v4';

/** The JSON Schema that n8n's editor reads: it knows of `type`, `properties` and `items`, and passes over the rest. */
export interface EditorSchema {
	readonly type?: string | readonly string[];
	readonly properties?: Readonly<Record<string, EditorSchema>>;
	readonly items?: EditorSchema;
}

type Written = zod.core.JSONSchema.BaseSchema;

/** An answer as n8n's editor shows it before the first run. */
export function editorSchema(answer: zod.ZodType): EditorSchema {
	return simplified(zod.toJSONSchema(answer, { reused: 'inline' }));
}

function simplified({ anyOf, type, properties, items }: Written): EditorSchema {
	if (anyOf) return ofSeveral(anyOf.map((choice) => simplified(choice as Written)));
	const known = Object.entries(properties ?? {});
	return {
		...(type === undefined ? {} : { type }),
		...(known.length === 0 ? {} : { properties: eachOf(known) }),
		...(type === 'array' ? { items: simplified(items as Written) } : {}),
	};
}

function eachOf(fields: ReadonlyArray<readonly [string, unknown]>): Record<string, EditorSchema> {
	return Object.fromEntries(fields.map(([name, field]) => [name, simplified(field as Written)]));
}

/** The editor opens an object or a list only when that is the one type, and otherwise shows the first of several. */
function ofSeveral([first = {}, ...others]: readonly EditorSchema[]): EditorSchema {
	if (first.type === 'object' || first.type === 'array') return first;
	const types = [first, ...others].flatMap(({ type = [] }) => type);
	return { type: [...new Set(types)] };
}
