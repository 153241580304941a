/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { CredentialTestContext } from 'n8n-core';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	INodeProperties,
	INodeType,
	IWorkflowExecuteAdditionalData,
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

	body = '{}';

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
				response.end(recorder.body);
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

/** Runs the test that n8n finds for a credential: the method that the first of its nodes names, on n8n's own context. */
export async function runCredentialTest(
	nodeType: INodeType,
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<TestResult> {
	const { credentials } = nodeType.description;
	const testedBy = credentials?.find(({ name }) => name === type)?.testedBy;
	const test = nodeType.methods?.credentialTest?.[String(testedBy)];
	if (!test) throw new Error(`${nodeType.description.displayName} does not test ${type}`);
	const context = new CredentialTestContext({} as IWorkflowExecuteAdditionalData);
	return await test.call(context, { id: '1', name: type, type, data });
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
