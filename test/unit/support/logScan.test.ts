import { problemsInLog } from '../../support/logScan';

const line = (level: string, message: string) => JSON.stringify({ level, message });

describe('problemsInLog', () => {
	it.each([
		['an error about a node', line('error', 'Unrecognized node type: openWorkTrigger')],
		['an error about a webhook', line('error', 'A webhook could not be processed')],
		['a warning about the package', line('warn', 'n8n-nodes-signed-webhooks: too old')],
		['a crash', 'TypeError: Cannot read properties of undefined'],
		['a line cut off', '{"level":"error","message":"webhook refu'],
	])('finds %s', (_, text) => {
		expect(problemsInLog(`${line('info', 'starting')}\n${text}\n`, [])).toEqual([text]);
	});

	it.each([
		['an error of n8n itself', line('error', 'getaddrinfo ENOTFOUND api.n8n.io')],
		['a call of an inactive webhook', line('error', 'The requested webhook "a" is not registered')],
		['a warning about something else', line('warn', 'N8N_RUNNERS_MODE is deprecated')],
		['plain output', 'Editor is now accessible'],
	])('passes over %s', (_, text) => {
		expect(problemsInLog(text, [])).toEqual([]);
	});

	it('passes over the name of the package in the path of the host', () => {
		const text = line('error', 'Timeout\n at /cache/n8n-nodes-signed-webhooks/host-1/axios.js');

		expect(problemsInLog(text, ['/cache/n8n-nodes-signed-webhooks/host-1'])).toEqual([]);
	});
});
