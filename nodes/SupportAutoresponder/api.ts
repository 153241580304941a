import type { VendorApi } from '../shared/vendorApi/vendorApi';

/** The REST API of the AI Support Autoresponder, on the user's own server. */
export const autoresponderApi: VendorApi = {
	name: 'Support Autoresponder',
	credentialType: 'supportAutoresponderApi',
};
