"""The training and evaluation of DeepWarp and GazeNet.

train       the loop: steps, learning rate, resuming
tasks       what each network learns: its examples, its loss, its evaluation, its ablations
losses      the losses and their weights
examples    rendered eyes and pairs of them, with the true flow
batches     examples drawn by several processes
compositor  the compositor in torch, differentiable
evaluate    figures and sheets of pairs that training never sees
rendering   the renderer of the eyes that the networks learn from
recorded    training on recordings of people who captured their eyes

Imports torch, networks, imaging, and those recordings; nothing of the application (no correction,
no faces).
"""
