/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ICredentialType } from 'n8n-workflow';

import { ConversationApi } from '../../../credentials/ConversationApi.credentials';
import { MissiveApi } from '../../../credentials/MissiveApi.credentials';
import { OpenWorkApi } from '../../../credentials/OpenWorkApi.credentials';
import { SlackWebhookApi } from '../../../credentials/SlackWebhookApi.credentials';
import { SupportAutoresponderApi } from '../../../credentials/SupportAutoresponderApi.credentials';
import { WebhookSigningSecretApi } from '../../../credentials/WebhookSigningSecretApi.credentials';

const ROOT = join(__dirname, '../../..');
/** By name; the URL of an incoming webhook is a secret as a whole. */
const SECRET_FIELD = /token|key|secret|^webhookUrl$/i;

const credentials: Array<[string, ICredentialType]> = [
	new MissiveApi(),
	new OpenWorkApi(),
	new ConversationApi(),
	new SupportAutoresponderApi(),
	new SlackWebhookApi(),
	new WebhookSigningSecretApi(),
].map((credential) => [credential.name, credential]);

describe.each(credentials)('%s', (name, credential) => {
	it('hides every field that holds a secret, and no other', () => {
		for (const field of credential.properties) {
			const hidden = field.typeOptions?.password === true;
			expect([field.name, hidden]).toEqual([field.name, SECRET_FIELD.test(field.name)]);
		}
	});

	it('explains every field', () => {
		for (const field of credential.properties) expect(field.description).toBeTruthy();
	});

	it('has a light and a dark icon of its own', () => {
		expect(credential.icon).toEqual({ light: `file:${name}.svg`, dark: `file:${name}.dark.svg` });
		const drawings = ['svg', 'dark.svg'].map((suffix) => {
			const file = join(ROOT, 'credentials', `${name}.${suffix}`);
			expect(existsSync(file)).toBe(true);
			return readFileSync(file, 'utf8');
		});
		for (const drawing of drawings) expect(drawing).toContain('viewBox="0 0 60 60"');
		expect(drawings[0]).not.toBe(drawings[1]);
	});

	it('links to its section of the README', () => {
		expect(credential.documentationUrl).toMatch(
			/^https:\/\/github\.com\/n8n-nodes-signed-webhooks\/n8n-nodes-signed-webhooks#[a-z-]+$/,
		);
	});

	it('authenticates', () => {
		expect(credential.authenticate).toBeDefined();
	});
});

it('every credential is named in package.json', () => {
	const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		n8n: { credentials: string[] };
	};
	expect(n8n.credentials.map((path) => path.replace(/^.*\/|\.credentials\.js$/g, ''))).toEqual([
		'MissiveApi',
		'OpenWorkApi',
		'ConversationApi',
		'SupportAutoresponderApi',
		'SlackWebhookApi',
		'WebhookSigningSecretApi',
	]);
});

it('secrets are rotated with a field for the previous one beside the current one', () => {
	const fields = (credential: ICredentialType) => credential.properties.map(({ name }) => name);
	expect(fields(new MissiveApi())).toEqual([
		'token',
		'baseUrl',
		'signatureSecret',
		'previousSignatureSecret',
	]);
	expect(fields(new ConversationApi())).toEqual([
		'baseUrl',
		'apiKey',
		'callbackToken',
		'previousCallbackToken',
	]);
	expect(fields(new SupportAutoresponderApi())).toEqual([
		'baseUrl',
		'webhookSecret',
		'previousWebhookSecret',
		'apiKey',
	]);
	expect(fields(new WebhookSigningSecretApi())).toEqual([
		'secret',
		'previousSecret',
		'verificationToken',
		'sendHeader',
		'sendToken',
	]);
});
