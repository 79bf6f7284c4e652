/** A compiled module as scripts/build.mjs puts it into the code for browsers: base64. */
declare module '*.wasm' {
  const base64: string;
  export default base64;
}
