/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { RoutingNode } from 'n8n-core';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';

import { executeContext } from '../../support/executeContext';

/** A request as it came over the wire. */
export interface Received {
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** A server that keeps what it is sent and answers with `status`. */
export class Recorder {
	readonly received: Received[] = [];

	status = 200;

	/** Where a redirect leads. */
	location: string | undefined;

	private constructor(private readonly server: Server) {}

	static async start(): Promise<Recorder> {
		const server = createServer();
		const recorder = new Recorder(server);
		server.on('request', (request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const { method = '', url = '', headers } = request;
				recorder.received.push({ method, url, headers, body: Buffer.concat(chunks) });
				response.writeHead(recorder.status, {
					'content-type': 'application/json',
					...(recorder.location === undefined ? {} : { location: recorder.location }),
				});
				response.end('{}');
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return recorder;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

/** What n8n shows after a credential test. */
export interface TestResult {
	status: 'OK' | 'Error';
	message: string;
}

/**
 * Runs a credential's declarative test as n8n does: through its RoutingNode, with the same reading of the
 * outcome as n8n's CredentialsTester (`runRequestTest`), which the package n8n-core does not hold.
 */
export async function runCredentialTest(
	credential: ICredentialType,
	data: ICredentialDataDecryptedObject,
): Promise<TestResult> {
	const property = {
		displayName: 'Temp',
		name: 'temp',
		type: 'string',
		default: '',
		routing: { request: credential.test?.request },
	} as INodeProperties;
	const { context, nodeType } = createContext(credential, data, [property]);
	try {
		await new RoutingNode(context, nodeType).runNode();
	} catch (error) {
		return readFailure(credential, error as Error & { cause?: FailureCause });
	}
	return { status: 'OK', message: 'Connection successful!' };
}

interface FailureCause {
	code?: string;
	response?: { status: number; statusText: string };
}

function readFailure(
	credential: ICredentialType,
	{ cause, message }: Error & { cause?: FailureCause },
): TestResult {
	if (!cause?.response) return { status: 'Error', message: cause?.code ?? message };
	const { status, statusText } = cause.response;
	for (const rule of credential.test?.rules ?? []) {
		if (rule.type === 'responseCode' && rule.properties.value === status) {
			return { status: 'Error', message: rule.properties.message };
		}
	}
	return { status: 'Error', message: statusText || `Received HTTP status code: ${status}` };
}

/** An execution of a node that has the one credential, on n8n-core's own context. */
export function createContext(
	credential: ICredentialType,
	data: ICredentialDataDecryptedObject,
	properties: INodeProperties[] = [],
) {
	const nodeType: INodeType = {
		description: {
			displayName: 'Temp',
			name: 'temp',
			group: ['input'],
			version: 1,
			description: '',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: credential.name, required: true }],
			properties,
		},
	};
	const credentials = [{ type: credential, data }];
	return { context: executeContext({ nodeType, parameters: {}, credentials }), nodeType };
}
