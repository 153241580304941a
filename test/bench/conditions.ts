/** Something that is measured, in a process of its own, so that nothing warms another up. */
export interface Condition {
	readonly file: string;
	/** For the file. */
	readonly args?: readonly string[];
	readonly title: string;
	/** For the page: what is compared, and how. */
	readonly about: string;
	/** Whether it starts an n8n with the package; others run in a process of Node.js. */
	readonly inN8n: boolean;
	/** Whether the built package has to be there. */
	readonly needsBuild: boolean;
}

const EVENTS =
	"Signed events of 1 KB over 8 connections, each with an id of its own. Hand-built is a check of n8n's own nodes: Webhook, Crypto, IF, Respond to Webhook. The trigger that does nothing answers at once and starts its workflow.";

/** All of them, by the word that chooses one. Those without an n8n make the quick run. */
export const CONDITIONS: Readonly<Record<string, Condition>> = {
	verify: {
		file: 'verify.ts',
		title: 'Verifying a signature',
		about:
			"The time of the processor for one request. Whole path: all that is done with a request before its body is parsed. The others verify the same signed request by their scheme; svix and standardwebhooks parse the body as well. n8n's own helper is the one that its GitHub Trigger and others check with.",
		inN8n: false,
		needsBuild: false,
	},
	seen: {
		file: 'seenEvents.ts',
		title: 'Telling copies of events',
		about: 'What an event costs a trigger that remembers so many.',
		inN8n: false,
		needsBuild: false,
	},
	load: {
		file: 'loading.ts',
		title: 'Loading the package',
		about:
			'What the package adds to the start of n8n and to its memory, by the loader of n8n; each round is a process of its own. The code is read when the first node of the package runs.',
		inN8n: false,
		needsBuild: true,
	},
	sending: {
		file: 'sending.ts',
		title: 'Sending 1,000 items',
		about:
			"Items of 1 KB to a receiver on the same machine. HTTP Request sends all of its items at once; Signed Webhook does with Max at Once set to 1,000, and sends 10 at once by default. Signed Webhook signs by Standard Webhooks; HTTP Request alone signs nothing; with Crypto before it, it sends that node's HMAC. The time is that of the nodes, as n8n reports it.",
		inN8n: true,
		needsBuild: true,
	},
	throughput: {
		file: 'throughput.ts',
		args: ['default'],
		title: 'Events a second, as n8n comes',
		about: `${EVENTS} As it comes, n8n prepares a sandbox for expressions on every request to a node that is not its own Webhook node.`,
		inN8n: true,
		needsBuild: true,
	},
	lazy: {
		file: 'throughput.ts',
		args: ['lazy'],
		title: 'Events a second, with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true',
		about: `${EVENTS} With this variable n8n prepares the sandbox only when an expression is worked out.`,
		inN8n: true,
		needsBuild: true,
	},
	copies: {
		file: 'copies.ts',
		title: 'Copies of events',
		about:
			'Each event is sent ten times, against as many events that are sent once, over 8 connections. As n8n comes, it prepares a sandbox for expressions on every request, copies too. Executions and statements that write to the database are counted while 100 copies arrive, and while 100 new events do.',
		inN8n: true,
		needsBuild: true,
	},
	writes: {
		file: 'writes.ts',
		title: 'Writing every event at once',
		about:
			'Signed events of 1 KB over 8 connections, each with an id of its own, to a trigger that writes down each before its answer, against one that writes those that come at the same time together.',
		inN8n: true,
		needsBuild: true,
	},
	credentials: {
		file: 'credentials.ts',
		title: 'Reading the credential',
		about:
			'Copies of one event to a trigger that keeps its credential for 10 seconds, against the same trigger that reads it from the database for each request.',
		inN8n: true,
		needsBuild: true,
	},
};
