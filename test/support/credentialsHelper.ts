import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	ICredentialsHelper,
	ICredentialType,
	IExecuteData,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';

/** A credential type and what a user filled into it. */
export interface FilledCredential {
	readonly type: ICredentialType;
	readonly data: ICredentialDataDecryptedObject;
}

/** The parts of n8n's own helper that a node with credentials needs. Counts how often a credential is loaded. */
export class CredentialsHelper implements Partial<ICredentialsHelper> {
	loads = 0;

	constructor(private readonly credentials: readonly FilledCredential[]) {}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(name: string): INodeProperties[] {
		return this.find(name).type.properties;
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		name: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		_raw?: boolean,
		resolve?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		this.loads++;
		const data = { ...this.find(name).data };
		const hasExpression = Object.values(data).some((value) => String(value).startsWith('='));
		if (!resolve || !hasExpression) return data;
		const { workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData } = resolve;
		return workflow.expression.getParameterValue(
			data as INodeParameters,
			...([runExecutionData, runIndex, itemIndex, node.name, connectionInputData] as const),
			...([mode, {}, executeData] as const),
		) as ICredentialDataDecryptedObject;
	}

	async authenticate(
		data: ICredentialDataDecryptedObject,
		name: string,
		request: IHttpRequestOptions,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.find(name).type;
		if (typeof authenticate === 'function') return await authenticate(data, request);
		const headers = { ...request.headers };
		for (const [header, value] of Object.entries(authenticate?.properties.headers ?? {})) {
			headers[header] = workflow.expression.getSimpleParameterValue(
				node,
				value as string,
				'internal',
				{ $credentials: data },
			);
		}
		return { ...request, headers };
	}

	private find(name: string): FilledCredential {
		const found = this.credentials.find(({ type }) => type.name === name);
		if (!found) throw new Error(`The test fills no credential of type ${name}`);
		return found;
	}
}
