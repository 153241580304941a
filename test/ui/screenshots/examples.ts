import type { INode } from 'n8n-workflow';
import type { Page } from 'playwright-core';

import { descriptions } from '../../support/descriptions';
import { exampleNames, loadExample, namedSettings } from '../../support/examples';
import type { RestClient } from '../../support/rest';
import type { NewWorkflow } from '../../support/rest.types';
import { byType, PACKAGE } from '../../support/workflows';
import { credentialNamed } from './credentialNamed';
import type { Scene } from './studio';

/** The credentials of n8n's own nodes. */
const OF_N8N: Readonly<Record<string, string>> = {
	'n8n-nodes-base.webhook': 'httpBasicAuth',
	'n8n-nodes-base.jwt': 'jwtAuth',
	'n8n-nodes-base.httpRequest': 'httpHeaderAuth',
	'n8n-nodes-base.redis': 'redis',
	'n8n-nodes-base.postgres': 'postgres',
};

/** The credential that a node of an example uses. */
function credentialOf({ type, parameters }: INode): string | undefined {
	if (parameters.authentication === 'jwtAuth') return 'jwtAuth';
	const ours = descriptions.find(({ name }) => type === `${PACKAGE}.${name}`);
	return ours?.credentials?.[0]?.name ?? OF_N8N[type];
}

/** The example with the credentials that its notes name, so that n8n marks no node as not set up. */
export async function withCredentials(
	rest: RestClient,
	workflow: NewWorkflow,
): Promise<NewWorkflow> {
	const named = namedSettings(workflow);
	const nodes = await Promise.all(
		workflow.nodes.map(async (node) => {
			const type = credentialOf(node);
			if (type === undefined || !named.includes(`${node.name}, Credential`)) return node;
			return { ...node, credentials: byType([await credentialNamed(rest, type, {})]) };
		}),
	);
	return { ...workflow, nodes };
}

/** Runs in the browser. */
const IS_CUT = `(note) => [...note.querySelectorAll('*')].some(
	({ scrollHeight, clientHeight }) => clientHeight > 50 && scrollHeight > clientHeight + 1
)`;

/** The sticky notes whose text is longer than they are, by their first words. */
async function cutNotes(page: Page): Promise<string[]> {
	const notes = page.getByTestId('sticky');
	const cut: string[] = [];
	for (const note of await notes.all()) {
		const isCut = Boolean(await note.evaluate(IS_CUT));
		if (isCut) cut.push((await note.innerText()).slice(0, 40));
	}
	return cut;
}

/** The canvas of an example, as n8n shows it once it is imported and set up. */
function canvasOf(example: string): Scene {
	const image = `example-${example}`;
	return {
		images: [image],
		async play({ editor, camera, rest }) {
			const { page } = editor;
			await page.setViewportSize({ width: 1600, height: 1000 });
			const { id } = await rest.createWorkflow(await withCredentials(rest, loadExample(example)));
			await editor.openWorkflow(id);
			const cut = await cutNotes(page);
			if (cut.length > 0) throw new Error(`Notes of ${example} are too small: ${cut.join(', ')}`);
			await camera.takeCanvas(image);
		},
	};
}

export const exampleScenes: readonly Scene[] = exampleNames().map(canvasOf);
