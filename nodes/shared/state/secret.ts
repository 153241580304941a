import { createHash, hkdfSync } from 'node:crypto';

import type { Mode } from './registration';

/** Which trigger a secret or a registration belongs to. */
export interface TriggerIdentity {
	readonly instanceId: string;
	readonly workflowId: string;
	readonly nodeId: string;
}

const SECRET_BYTES = 32;

/** Where an API token stands: a field of a credential type. */
export interface TokenField {
	readonly credential: string;
	readonly field: string;
}

/**
 * A trigger's own secret: 64 hex digits that only who knows the API token can make, and that are the same each time, so
 * that nothing has to be stored for a hook to be recognised. HKDF (RFC 5869) with SHA-256.
 *
 * @returns undefined where there is no token, for then everybody could make it
 */
export function deriveSecret(
	token: string,
	{ instanceId, workflowId, nodeId }: TriggerIdentity,
	mode: Mode,
): string | undefined {
	if (token === '') return undefined;
	const info = sha256(JSON.stringify([instanceId, workflowId, nodeId, mode]));
	const purpose = 'n8n-nodes-signed-webhooks: secret of a trigger';
	return Buffer.from(hkdfSync('sha256', token, purpose, info, SECRET_BYTES)).toString('hex');
}

/** Tells two instances, workflows or nodes apart: what one of them has registered is none of the other's business. */
export function ownerOf({ instanceId, workflowId, nodeId }: TriggerIdentity): string {
	return sha256(JSON.stringify(['owner', instanceId, workflowId, nodeId]))
		.toString('base64url')
		.slice(0, 16);
}

/** A short name for the account behind an API token, which tells nothing of the token. */
export function accountOf(token: string): string {
	const name = hkdfSync('sha256', token, 'n8n-nodes-signed-webhooks: account', '', 9);
	return Buffer.from(name).toString('base64url');
}

function sha256(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
