import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

/** Gives the credential for an item. */
export type ReadCredential = (itemIndex: number) => Promise<ICredentialDataDecryptedObject>;

/** For fewer items, finding out whether they share the credential reads it as often as reading it for each does. */
const FEWEST_TO_SHARE = 4;

/**
 * Reads a credential of the node for its items: once for all of them, unless a field of it is an expression that goes by
 * the item. n8n loads and decrypts it anew each time.
 *
 * n8n does not say which fields are expressions. But one that goes by the item gives something else for another item,
 * or throws where there is no item.
 */
export function credentialReader(context: IExecuteFunctions, type: string): ReadCredential {
	const count = context.getInputData().length;
	const read = async (itemIndex: number) => await context.getCredentials(type, itemIndex);
	let shared: Promise<ICredentialDataDecryptedObject | undefined> | undefined;

	const readShared = async () => {
		try {
			const first = await read(0);
			const text = JSON.stringify(first);
			for (const itemIndex of [count - 1, count]) {
				if (JSON.stringify(await read(itemIndex)) !== text) return undefined;
			}
			return first;
		} catch {
			// Whoever reads it for an item sees the error.
			return undefined;
		}
	};

	return async (itemIndex) => {
		if (count < FEWEST_TO_SHARE) return await read(itemIndex);
		shared ??= readShared();
		return (await shared) ?? (await read(itemIndex));
	};
}
