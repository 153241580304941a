/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { basename, dirname, join } from 'node:path';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import manifest from '../../package.json';
import { type Document, ROOT } from '../docs/document';
import { shipped } from '../docs/nodes';
import { ANSWERS } from '.';
import { editorSchema } from './editor';

/** An action node, and where n8n looks for what its operations answer. */
export interface ActionNode {
	readonly nodeClass: string;
	readonly description: INodeTypeDescription;
	/** Beside the node's file, for its version: n8n adds the resource, the operation and `.json`. */
	readonly base: string;
}

/** The nodes of the package that are no triggers: n8n's editor asks for no schema of a trigger. */
export function actionNodes(): ActionNode[] {
	return manifest.n8n.nodes
		.map((built) => {
			const { description } = shipped<INodeType>(built);
			const folder = dirname(built).replace(/^dist\//, '');
			// n8n writes the version with three numbers (`padVersion` of output-schema-resolver.js in n8n-core).
			const version = `${String(description.version)}.0.0`;
			return {
				nodeClass: basename(built, '.node.js'),
				description,
				base: join(folder, '__schema__', `v${version}`),
			};
		})
		.filter(({ description: { group } }) => !group.includes('trigger'));
}

/** The files that n8n's editor reads to show the fields of an answer before the first run. */
export function answerFiles(): Document[] {
	return actionNodes().flatMap(({ nodeClass, base }) =>
		Object.entries(ANSWERS[nodeClass] ?? {}).map(([operation, answer]) => ({
			path: `${join(ROOT, base, operation)}.json`,
			text: JSON.stringify({ ...editorSchema(answer), version: 1 }),
		})),
	);
}
