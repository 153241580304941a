import type { IDataObject } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import { apiFields, readFiles, UPLOAD_TIMEOUT_MS } from '../apiFields';
import { sendEntry } from '../entry';
import { intoConversation, PEOPLE_OF_CONVERSATION, withOrganization } from '../fields';

/**
 * Writes a draft with the node's options into the conversation that the node names.
 *
 * @param message what the draft says, and to whom
 */
export async function writeDraft(
	run: ItemRun,
	purpose: string,
	message: IDataObject,
): Promise<IDataObject> {
	const { files, ...options } = apiFields(run, 'options');
	const attachments = await readFiles(run, files);
	const body: IDataObject = {
		...message,
		...options,
		...(attachments.length > 0 ? { attachments } : {}),
		...intoConversation(run),
	};
	const call = {
		method: 'POST',
		path: '/drafts',
		purpose,
		timeoutMs: UPLOAD_TIMEOUT_MS,
	} as const;
	return await sendEntry(run, call, 'drafts', withOrganization(run, body, PEOPLE_OF_CONVERSATION));
}
