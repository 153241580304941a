/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { join } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';

import manifest from '../../package.json';
import { PACKAGE } from '../support/workflows';

/** What the files of package.json's lists export. */
function instancesOf<T>(paths: readonly string[]): T[] {
	return paths.map((path) => {
		const source = path.replace(/^dist/, '').replace(/\.js$/, '.ts');
		// eslint-disable-next-line @typescript-eslint/no-require-imports -- the lists are data
		const found = require(join(__dirname, '../..', source)) as Record<string, unknown>;
		const Type = Object.values(found).find((each) => typeof each === 'function');
		return new (Type as new () => T)();
	});
}

/** The nodes of the package as they are now, by their types in a workflow. */
export function nodeTypes(): Map<string, INodeType> {
	const types = instancesOf<INodeType>(manifest.n8n.nodes);
	return new Map(types.map((type) => [`${PACKAGE}.${type.description.name}`, type]));
}

/** The credentials of the package as they are now. */
export function credentialTypes(): ICredentialType[] {
	return instancesOf<ICredentialType>(manifest.n8n.credentials);
}
