"""What the tabs are put together from: inputs, controls, buttons, the place of the result."""
