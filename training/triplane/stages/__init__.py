"""The paper's stages: what each looks at, minimises and keeps frozen, one file a stage."""
