import { listFields, readLimit } from '../../../shared/action/fields';
import type { Operation } from '../../../shared/action/operation';
import { offsetPaging, readPages } from '../../../shared/vendorApi/pages';
import { type Collection, COLLECTION_PAGE_SIZE } from '../../collections';
import { picker } from '../../pickers';

/** Lists what the account holds of a kind. */
export function listOperation({ key, plural, ofOrganization }: Collection): Operation {
	const organizationField = picker({
		displayName: 'Organization',
		name: 'organization',
		search: 'searchOrganizations',
		description: `Only ${plural} of this organization. Leave empty for all.`,
	});
	return {
		name: 'Get Many',
		value: 'getAll',
		action: `Get many ${plural}`,
		description: `Retrieve the ${plural} that the owner of the API token has access to`,
		fields: ofOrganization ? [organizationField, ...listFields] : listFields,

		async execute(run) {
			const limit = readLimit(run.context, run.itemIndex);
			const organization = ofOrganization ? run.text('organization') : '';
			const filter = organization === '' ? {} : { organization };
			const call = { method: 'GET', path: `/${key}`, purpose: `list the ${plural}` } as const;
			return await readPages(
				offsetPaging(COLLECTION_PAGE_SIZE),
				limit,
				async (page) => await run.list({ ...call, query: { ...filter, ...page } }, key),
			);
		},
	};
}
