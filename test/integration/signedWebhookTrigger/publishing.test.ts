import { generateKeyPairSync } from 'node:crypto';

import type { TriggerHost } from '../../support/triggerHost';
import { startTrigger } from './setup';

let host: TriggerHost;
afterEach(async () => await host.close());

const template = (signedContentTemplate: string) => ({
	signedContent: 'template',
	signedContentTemplate,
});

describe('Custom is not published', () => {
	it.each<[string, Record<string, unknown>, string | RegExp]>([
		['with a misspelt placeholder', template('{Body}{body}'), '{Body}, which stands for nothing'],
		['with one that has no argument', template('{header}{body}'), '{header}, which stands'],
		['with a setting that nobody enters', template('{setting:a}{body}'), 'stands for nothing'],
		[
			'with a form as what is signed, and other bodies',
			{ ...template('{url}{form}'), bodies: ['form', 'json'] },
			'only where it is a form',
		],
		['with a plain hash of the body', { signatureAlgorithm: 'sha256' }, 'Add {secret}'],
		['with the secret in an HMAC', template('{secret}{body}'), 'Take {secret} out'],
		[
			'with a timestamp beside one signature',
			{ signedContent: 'timestampBody', timestampIn: 'beside' },
			'One signature has no room for a timestamp',
		],
		[
			'with a timestamp without a name',
			{ signedContent: 'timestampBody', timestampIn: 'query', timestampName: ' ' },
			'Timestamp Name is empty',
		],
		[
			'with a timestamp header that is none',
			{ signedContent: 'timestampBody', timestampHeader: 'a b' },
			/Timestamp Header/,
		],
		['without a separator', { signatureLayout: 'list', separator: '' }, 'Separator is empty'],
		['without a key of the pairs', { signatureLayout: 'pairs', signatureKey: '' }, 'Signature Key'],
		['without a name in the query', { signatureIn: 'query', signatureParameter: '' }, 'is empty'],
		['with a token that leaves the body out', { proof: 'jwt' }, 'does not cover the body'],
		[
			'with a claim that holds nothing',
			{ proof: 'jwt', claims: { claim: [{ name: 'h', value: '{bodyHash:md99}' }] } },
			'Claims has {bodyHash:md99}',
		],
		['with no algorithm of a token', { proof: 'jwt', tokenAlgorithms: [] }, 'Algorithms'],
		['with a secret that is no key', { signatureAlgorithm: 'rsa-sha256' }, 'an RSA key'],
	])('%s', async (_how, parameters, message) => {
		host = await startTrigger({ sender: 'custom', ...parameters });
		await expect(host.activate()).rejects.toThrow(message);
	});
});

describe('Custom is published', () => {
	it.each<[string, Record<string, unknown>]>([
		['for a signed form', { ...template('{url}{form}'), bodies: ['form'] }],
		['for braces of the sender’s own', template('[{"t":{timestamp}}]{body}')],
		['for a token', { proof: 'token', signaturePrefix: 'Bearer ' }],
		[
			'for a JSON Web Token with a hash of the body',
			{ proof: 'jwt', claims: { claim: [{ name: 'h', value: '{bodyHash:sha256:base64}' }] } },
		],
	])('%s', async (_what, parameters) => {
		host = await startTrigger({ sender: 'custom', ...parameters });
		await host.activate();
	});

	it('with a public key as a field of one line makes it of its lines', async () => {
		const { publicKey } = generateKeyPairSync('rsa', {
			modulusLength: 2048,
			publicKeyEncoding: { type: 'spki', format: 'pem' },
			privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
		});
		for (const secret of [
			publicKey,
			publicKey.replaceAll('\n', ' '),
			publicKey.replaceAll('\n', ''),
		]) {
			host = await startTrigger({ sender: 'custom', signatureAlgorithm: 'rsa-sha256' }, { secret });
			await host.activate();
			await host.close();
		}
	});
});

describe('a sender by its name', () => {
	it.each([
		['stripe', 'Invoice.Paid', /type Invoice.Paid/],
		['github', 'Issues.Opened', /type Issues.Opened/],
	])('%s refuses the type %s, which can never occur', async (sender, eventTypes, message) => {
		host = await startTrigger({ sender, eventTypes });
		await expect(host.activate()).rejects.toThrow(message);
	});

	it('that brings its secret needs none', async () => {
		host = await startTrigger({ sender: 'asana' }, { secret: '' });
		await host.activate();
	});

	it('that tries the URL with a token is not published without one', async () => {
		const secret = 'the secret of an app';
		host = await startTrigger({ sender: 'meta' }, { secret });
		await expect(host.activate()).rejects.toThrow('Verification Token');
		await host.close();
		host = await startTrigger({ sender: 'meta' }, { secret, verificationToken: 'meatyhamhock' });
		await host.activate();
	});
});
