import type { INodeParameters } from 'n8n-workflow';

import { exampleNames } from '../../support/examples';

/** The most that an image may have (bytes). */
export const MAX_BYTES = 100_000;

/** What an image shows of this package: nodes and credentials by their names. */
export interface Shown {
	/** Nodes whose forms it shows, with what is filled in. */
	readonly forms?: Readonly<Record<string, INodeParameters>>;
	/** Nodes in n8n's list. */
	readonly listed?: readonly string[];
	/** Nodes on the canvas. */
	readonly drawn?: readonly string[];
	/** Credentials whose forms it shows. */
	readonly credentials?: readonly string[];
	/** The example whose canvas it shows. */
	readonly example?: string;
}

const HEALTH_WARNINGS = { eventTypes: ['app:health_warning'] };

/** Retries of a delivery that fails while one looks. */
export const QUICK_RETRIES = { signature: 'hookSignature', retries: 'custom', waits: '1, 2' };

const FIRST_AUTOMATION = ['openWorkTrigger', 'slackNotification'];

/** The images of the README and of the docs, by their names. */
export const IMAGES: Readonly<Record<string, Shown>> = {
	'find-the-trigger': { listed: ['openWork', 'openWorkTrigger'] },
	'choose-the-event': { listed: ['openWork', 'openWorkTrigger'] },
	'connect-openwork': { credentials: ['openWorkApi'] },
	'first-event': { forms: { openWorkTrigger: HEALTH_WARNINGS } },
	'slack-notification': { forms: { slackNotification: {} } },
	published: { drawn: FIRST_AUTOMATION },
	executions: { drawn: FIRST_AUTOMATION },
	invalid: { forms: { openWorkTrigger: HEALTH_WARNINGS } },
	'failed-delivery': { forms: { signedWebhook: QUICK_RETRIES } },
	'hand-over': { example: 'durable-delivery' },
	...Object.fromEntries(
		exampleNames().map((name) => [`example-${name}`, { example: name }] as const),
	),
};
