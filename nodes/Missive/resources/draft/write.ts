import type { IDataObject } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import { apiFields, readFiles, UPLOAD_TIMEOUT_MS } from '../apiFields';
import { sendEntry } from '../entry';
import { withOrganization } from '../fields';
import { readDraft } from './message';

const NEED_ORGANIZATION = ['add_users', 'add_assignees'];

/** Writes the draft that the node describes. `extra` goes along with it. */
export async function writeDraft(
	run: ItemRun,
	purpose: string,
	extra: IDataObject = {},
): Promise<IDataObject> {
	const { files, ...options } = apiFields(run, 'options');
	const attachments = await readFiles(run, files);
	const conversation = run.text('conversationId');
	const body: IDataObject = {
		...readDraft(run),
		...options,
		...(attachments.length > 0 ? { attachments } : {}),
		...(conversation === '' ? {} : { conversation }),
		...extra,
	};
	const call = {
		method: 'POST',
		path: '/drafts',
		purpose,
		timeoutMs: UPLOAD_TIMEOUT_MS,
	} as const;
	return await sendEntry(run, call, 'drafts', withOrganization(run, body, NEED_ORGANIZATION));
}
