import { useData, withBase } from "vitepress";
import Theme from "vitepress/theme";
import { defineComponent, h, onMounted, ref } from "vue";
import "./site.css";

/** The playground in a frame: a page with a policy of its own, in the site's colours. */
const Playground = defineComponent(() => {
  const { isDark } = useData();
  const mounted = ref(false);
  onMounted(() => {
    mounted.value = true;
  });
  return () => {
    const address = withBase("/playground.html");
    const src = `${address}?theme=${isDark.value ? "dark" : "light"}`;
    return [
      mounted.value
        ? h("iframe", { key: src, class: "playground", src, title: "PromQL playground" })
        : h("p", h("a", { href: address, target: "_self" }, "Open the playground")),
    ];
  };
});

// biome-ignore lint/style/noDefaultExport: VitePress reads this one
export default {
  extends: Theme,
  enhanceApp: ({ app }) => app.component("Playground", Playground),
};
