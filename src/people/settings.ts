/** What this room needs from the settings of the program. */
export interface PeopleSettings {
  /** 32 bytes that seal the secrets of authenticator apps. Whoever has it and the database can make their codes. */
  readonly sealingKey: Uint8Array
  /** The address people use; the one of each request where absent. */
  readonly publicUrl?: string
  readonly oidc?: OidcSettings
}

/**
 * The county's identity provider. Trusted for: telling who somebody is, and for its own second factor. A provider that
 * lies can log in as anybody whose account it may name.
 */
export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}
