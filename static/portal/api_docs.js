/** Shows the description of the programming interface. The bundle of Swagger UI is no module: it sets a global. */
const place = document.getElementById("api-docs");

globalThis.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.schema,
  layout: "BaseLayout",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  docExpansion: "list",
  presets: [globalThis.SwaggerUIBundle.presets.apis],
  tryItOutEnabled: true,
  validatorUrl: null,
  withCredentials: false,
});
