/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import * as zod from 'zod/v4';

import { type Document, ROOT } from './document';

/** A zod schema of the package that is published as a JSON Schema. */
interface Published {
	/** In `docs/schemas`. */
	readonly file: string;
	readonly title: string;
	readonly description: string;
	/** The module, without its ending, and the name that it exports the schema under. */
	readonly module: string;
	readonly name: string;
}

const PUBLISHED: readonly Published[] = [
	{
		file: 'conversation-callback.json',
		title: 'Callback of the Conversation API',
		description:
			'What Conversation API Trigger puts out on Events. A callback that does not match goes to Invalid. Further fields are kept.',
		module: 'nodes/Conversation/message',
		name: 'conversationPayload',
	},
];

/** The schemas as JSON Schema, draft 7, which most tools read. */
export function schemaFiles(): Document[] {
	return PUBLISHED.map(({ file, title, description, module, name }) => {
		const schema = load(join(ROOT, module))[name] as zod.ZodType;
		const { $schema, ...rest } = zod.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
		const text = JSON.stringify({ $schema, title, description, ...rest });
		return { path: join(ROOT, 'docs/schemas', file), text };
	});
}

/** A module of the package that gets version 4 of zod: 3, which is installed, writes no JSON Schema. */
function load(path: string): Record<string, unknown> {
	const source = readFileSync(`${path}.ts`, 'utf8');
	const { outputText } = transpileModule(source, {
		compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
	});
	const others = createRequire(`${path}.ts`);
	const imported = (name: string): unknown =>
		name === 'zod' ? zod : name.startsWith('.') ? load(join(path, '..', name)) : others(name);
	const exported = {};
	new Function('exports', 'require', outputText)(exported, imported);
	return exported;
}
