/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { join } from 'node:path';
import type { INodeType } from 'n8n-workflow';

import manifest from '../../package.json';
import { PACKAGE } from '../support/workflows';

/** The nodes of the package as they are now, by their types in a workflow. */
export function nodeTypes(): Map<string, INodeType> {
	return new Map(
		manifest.n8n.nodes.map((path) => {
			const source = path.replace(/^dist/, '').replace(/\.js$/, '.ts');
			// eslint-disable-next-line @typescript-eslint/no-require-imports -- the list of nodes is data
			const found = require(join(__dirname, '../..', source)) as Record<string, unknown>;
			const Type = Object.values(found).find((each) => typeof each === 'function');
			const nodeType = new (Type as new () => INodeType)();
			return [`${PACKAGE}.${nodeType.description.name}`, nodeType] as const;
		}),
	);
}
