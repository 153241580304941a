import type { IHookFunctions } from 'n8n-workflow';

import { ALL_EVENTS, selectedTypes } from '../shared/receive/eventTypes';
import type { NodeFields } from '../shared/receive/fields';
import { API_EVENT_TYPES } from './events';

/** Whether the hooks are made through the API or by the user, as rules. */
export function registrationOf(context: NodeFields): 'api' | 'rule' {
	return context.getNodeParameter('registration') as 'api' | 'rule';
}

/** The types for which the API needs a hook each; all of them means all that the API is known to take. */
export function hookTypes(context: NodeFields): string[] {
	const types = selectedTypes(context);
	if (!types.includes(ALL_EVENTS)) return types;
	const known = API_EVENT_TYPES.map(({ value }) => String(value));
	return [...new Set([...known, ...types.filter((type) => type !== ALL_EVENTS)])];
}

interface MissiveCredential {
	readonly signatureSecret?: string;
	readonly previousSignatureSecret?: string;
}

/** The signature secrets of the credential that are filled in, the current one first. */
export async function signatureSecrets(
	context: Pick<IHookFunctions, 'getCredentials'>,
): Promise<string[]> {
	const { signatureSecret = '', previousSignatureSecret = '' } =
		await context.getCredentials<MissiveCredential>('missiveApi');
	return [signatureSecret, previousSignatureSecret].filter((secret) => secret.trim() !== '');
}

/** What was picked in a picker that stands within a collection, where n8n does not take it out by itself. */
export function locatorId(value: unknown): unknown {
	const isLocator = typeof value === 'object' && value !== null && 'value' in value;
	return isLocator ? value.value : value;
}
