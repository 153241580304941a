import type { IExecuteFunctions } from 'n8n-workflow';

import type { DeliverDeps } from './deliver';
import { sendOnce } from './http';

/** How the requests of a delivery leave n8n in an execution. */
export function sendFrom({ helpers }: IExecuteFunctions): DeliverDeps['send'] {
	const { httpRequest } = helpers;
	return async (request, signal) =>
		await sendOnce(httpRequest, (ms) => AbortSignal.timeout(ms), request, signal);
}
