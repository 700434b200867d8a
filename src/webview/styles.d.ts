/** Stylesheets that esbuild bundles into `panel.css`. */
declare module "*.css";
