import { exampleNames } from '../../support/examples';

/** The most that an image may have (bytes). */
export const MAX_BYTES = 100_000;

/** What an image shows of this package: nodes and credentials by their names. */
export interface Shown {
	/** Nodes whose forms it shows. */
	readonly forms?: readonly string[];
	/** Nodes in n8n's list. */
	readonly listed?: readonly string[];
	/** Nodes on the canvas. */
	readonly drawn?: readonly string[];
	/** Credentials whose forms it shows. */
	readonly credentials?: readonly string[];
	/** The example whose canvas it shows. */
	readonly example?: string;
}

const FIRST_AUTOMATION = ['openWorkTrigger', 'slackNotification'];

/** The images of the README and of the docs, by their names. */
export const IMAGES: Readonly<Record<string, Shown>> = {
	'find-the-trigger': { listed: ['openWork', 'openWorkTrigger'] },
	'choose-the-event': { listed: ['openWork', 'openWorkTrigger'] },
	'connect-openwork': { credentials: ['openWorkApi'] },
	'first-event': { forms: ['openWorkTrigger'] },
	'slack-notification': { forms: ['slackNotification'] },
	published: { drawn: FIRST_AUTOMATION },
	executions: { drawn: FIRST_AUTOMATION },
	invalid: { forms: ['openWorkTrigger'] },
	'failed-delivery': { forms: ['signedWebhook'] },
	'hand-over': { example: 'durable-delivery' },
	...Object.fromEntries(
		exampleNames().map((name) => [`example-${name}`, { example: name }] as const),
	),
};
