import type { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { ItemOutcome } from './deliverItem';

/**
 * The error of the first item that failed, which ends the execution, with what became of the other items: their own
 * output is lost with the execution.
 *
 * @param outcomes by item index, with holes for items that were not started
 */
export function batchError(
	outcomes: readonly ItemOutcome[],
	count: number,
): NodeApiError | NodeOperationError {
	const delivered: number[] = [];
	const failed: number[] = [];
	const notSent: number[] = [];
	for (let index = 0; index < count; index++) {
		const outcome = outcomes[index];
		if (!outcome) notSent.push(index);
		else (outcome.error ? failed : delivered).push(index);
	}

	const error = outcomes[failed[0] ?? 0]?.error as NodeApiError | NodeOperationError;
	if (count > 1) {
		const others = `Of ${count} items, ${delivered.length} were delivered, ${failed.length} failed and ${notSent.length} were not sent.`;
		error.description = [error.description, others].filter(Boolean).join('\n');
		error.context.data = { ...Object(error.context.data), items: { delivered, failed, notSent } };
	}
	return error;
}
