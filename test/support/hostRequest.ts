import {
	type HostRequest,
	type IncomingWebhook,
	readHead,
	type RequestHead,
} from '../../nodes/shared/receive/request';

/** A request as n8n hands it to a node, with nothing in it but what the test is about. */
export function hostRequest(parts: Partial<HostRequest> = {}): HostRequest {
	return { headers: {}, query: {}, socket: {}, ...parts };
}

/** The head of such a request. */
export function headOf(parts: Partial<HostRequest> = {}): RequestHead {
	return readHead(hostRequest(parts));
}

/** Such a request with its body read. */
export function webhookOf(
	rawBody: Buffer | string,
	parts: Partial<HostRequest> = {},
): IncomingWebhook {
	return { ...headOf(parts), rawBody: Buffer.from(rawBody), body: undefined };
}
