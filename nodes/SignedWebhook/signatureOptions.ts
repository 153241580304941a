import type { INodePropertyOptions } from 'n8n-workflow';

import { PRESETS } from './presets';

const CUSTOM: INodePropertyOptions = {
	name: 'Custom',
	value: 'custom',
	description: 'An HMAC whose header, encoding and signed content you choose',
};

/** What the field Signature offers: every preset, and a signature of one's own. */
export function signatureOptions(...more: INodePropertyOptions[]): INodePropertyOptions[] {
	const presets = PRESETS.map(({ name, value, description }) => ({ name, value, description }));
	return [...presets, CUSTOM, ...more];
}
