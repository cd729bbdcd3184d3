"""Parts that panels and dialogs share: setting controls, labels, the preview, comparisons."""
