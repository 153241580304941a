import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { ALL_EVENTS } from '../shared/receive/source';
import { EVENT_TYPES } from './events';

type Context = IHookFunctions | IWebhookFunctions;

/** Whether the hooks are made through the API or by the user, as rules. */
export function registrationOf(context: Context): 'api' | 'rule' {
	return context.getNodeParameter('registration') as 'api' | 'rule';
}

/** The types that were selected or typed in, without repetition; `*` stays as it is. */
export function selectedTypes(context: Context): string[] {
	const selected = context.getNodeParameter('eventTypes') as string[];
	const others = String(context.getNodeParameter('otherEventTypes', '')).split(/[\s,]+/);
	return [...new Set([...selected, ...others])].filter((type) => type !== '');
}

/** The types for which the API needs a hook each. */
export function hookTypes(context: Context): string[] {
	const types = selectedTypes(context);
	if (!types.includes(ALL_EVENTS)) return types;
	const known = EVENT_TYPES.map(({ value }) => value);
	return [...new Set([...known, ...types.filter((type) => type !== ALL_EVENTS)])];
}

/** The filters of a hook as the API names them ("Creating a Webhook via API" of the setup guide). */
export function hookFilters(context: IHookFunctions): IDataObject {
	const given = context.getNodeParameter('filters', {}) as IDataObject;
	const organization = context.getNodeParameter('organization', '', { extractValue: true });
	const filters: IDataObject = {
		organization: organization as string,
		is_task: given.isTask,
		author: given.author,
		mention: given.mention,
		content_contains: given.contentContains,
		content_starts_with: given.contentStartsWith,
		content_ends_with: given.contentEndsWith,
	};
	const set = Object.entries(filters).filter(([, value]) => value !== undefined && value !== '');
	return Object.fromEntries(set);
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
	return [signatureSecret, previousSignatureSecret].filter((secret) => secret !== '');
}

/** What was picked in a picker that stands within a collection, where n8n does not take it out by itself. */
export function locatorId(value: unknown): unknown {
	const isLocator = typeof value === 'object' && value !== null && 'value' in value;
	return isLocator ? value.value : value;
}
