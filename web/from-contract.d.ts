/** Made at build time by `web/build.ts`. */
declare module 'virtual:contract' {
  export const endpoints: Readonly<
    Record<
      import('../contract/index.ts').EndpointName,
      readonly [method: import('../contract/endpoint.ts').Method, path: string]
    >
  >
  export const messageLimit: number
  export const subjectLimit: number
}

declare module '*.css'
