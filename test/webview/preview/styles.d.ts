/** Stylesheets that esbuild bundles. */
declare module "*.css";
