/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';

import { node } from '../support/workflows';

/** A trigger that checks nothing: answers as ours do, and starts its workflow. The least that any trigger costs in n8n. */
const SCRIPT = `
	exports.IdleTrigger = class {
		description = {
			displayName: 'Idle Trigger', name: 'idleTrigger', group: ['trigger'], version: 2, description: '',
			defaults: { name: 'Idle Trigger' }, inputs: [], outputs: ['main'], properties: [],
			webhooks: [
				{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'webhook' },
			],
		};
		async webhook() {
			return {
				workflowData: [[{ json: this.getBodyData() }]],
				webhookResponse: { received: true },
			};
		}
	};
`;

/**
 * Writes the trigger into a folder.
 *
 * @returns what n8n has to be told to load it
 */
export async function provideIdleTrigger(folder: string): Promise<Record<string, string>> {
	await writeFile(join(folder, 'IdleTrigger.node.js'), SCRIPT);
	return { N8N_CUSTOM_EXTENSIONS: folder };
}

export function idleTrigger(): INode {
	return { ...node('Idle Trigger', 'CUSTOM.idleTrigger', 2, {}, [0, 0]), webhookId: randomUUID() };
}
