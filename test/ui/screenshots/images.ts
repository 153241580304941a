import { exampleNames } from '../../support/examples';

/** The most that an image may have (bytes). */
export const MAX_BYTES = 100_000;

/** What an image shows of this package. */
export interface Shown {
	/** Nodes whose forms it shows, by their names. */
	readonly nodes?: readonly string[];
	/** Credentials whose forms it shows, by their names. */
	readonly credentials?: readonly string[];
	/** The example whose canvas it shows. */
	readonly example?: string;
}

/** The images of the README and of the docs, by their names. */
export const IMAGES: Readonly<Record<string, Shown>> = {
	'find-the-trigger': { nodes: ['openWork', 'openWorkTrigger'] },
	'choose-the-event': { nodes: ['openWork', 'openWorkTrigger'] },
	'connect-openwork': { credentials: ['openWorkApi'] },
	'first-event': { nodes: ['openWorkTrigger'] },
	'slack-notification': { nodes: ['slackNotification'] },
	published: { nodes: ['openWorkTrigger', 'slackNotification'] },
	executions: { nodes: ['openWorkTrigger', 'slackNotification'] },
	invalid: { nodes: ['openWorkTrigger'] },
	'failed-delivery': { nodes: ['signedWebhook'] },
	'hand-over': { nodes: ['signedWebhook'] },
	...Object.fromEntries(
		exampleNames().map((name) => [`example-${name}`, { example: name }] as const),
	),
};
